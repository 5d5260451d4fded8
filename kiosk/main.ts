import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import '../counter-ui/kit/fonts.css';
import '../counter-ui/kit/tokens.css';
import KioskRoot from './KioskRoot.vue';

const ticketPage = () => import('./lookup/TicketPage.vue');
const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/kiosk/ticket/:id', component: ticketPage, props: true },
    { path: '/t/d/:no', component: () => import('./lookup/DossierPage.vue'), props: true },
    { path: '/t/:id', component: ticketPage, props: true },
    { path: '/:rest(.*)*', component: () => import('./journey/KioskApp.vue') },
  ],
});
createApp(KioskRoot).use(createPinia()).use(router).mount('#app');
