import './kit/fonts.css';
import './kit/tokens.css';
import './shell.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { chooseLanguage, language } from './kit/text.ts';
import { makeRouter } from './router.ts';

chooseLanguage(language.value);
createApp(App).use(createPinia()).use(makeRouter()).mount('#app');
