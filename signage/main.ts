import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import '../counter-ui/kit/fonts.css';
import '../counter-ui/kit/tokens.css';
import './signage.css';
import SignageRoot from './SignageRoot.vue';

const counterDisplay = () => import('./counter/CounterDisplay.vue');
const counterNo = (value: unknown) => ({ no: Number(value) });
const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/signage/hall', component: () => import('./hall/HallBoard.vue') },
    { path: '/signage/counter/:no(\\d+)', component: counterDisplay, props: (route) => counterNo(route.params.no) },
    { path: '/signage/counter', component: counterDisplay, props: (route) => counterNo(route.query.counter) },
    {
      path: '/signage/zone/:no(\\d+)?',
      component: () => import('./zone/ZoneBoard.vue'),
      props: (route) => ({ zone: Number(route.params.no || route.query.zone) }),
    },
    { path: '/signage/notices', component: () => import('./notices/NoticesWall.vue') },
    {
      path: '/signage/rating',
      component: () => import('./rating/RatingScreen.vue'),
      props: (route) => counterNo(route.query.counter),
    },
    {
      path: '/signage/guide',
      component: () => import('./guide/GuideScreen.vue'),
      props: (route) => ({ desk: typeof route.query.desk === 'string' ? route.query.desk : 'desk-1' }),
    },
    { path: '/:rest(.*)*', component: () => import('./BoardIndex.vue') },
  ],
});
createApp(SignageRoot).use(createPinia()).use(router).mount('#app');
