import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router';
import type { Role } from '../server/contract/actor.ts';
import { settingsRoute } from './settings/route.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may use the place; absent where the place is open in the demo. */
    roles?: Role[];
  }
}

/** One application under two addresses: `/counter-ui/...` for staff and `/devices/` for the fake devices. */
export const routes: RouteRecordRaw[] = [
  { path: '/counter-ui/', name: 'home', component: () => import('./HomePlace.vue') },
  {
    path: '/counter-ui/recording',
    name: 'recording',
    component: () => import('./recording/RecordingPlace.vue'),
    meta: { roles: ['supervisor', 'admin'] },
  },
  {
    path: '/counter-ui/counter/:no(\\d+)?',
    name: 'counter',
    component: () => import('./counter/CounterPlace.vue'),
    props: (route) => ({ no: route.params.no ? Number(route.params.no) : null }),
    meta: { roles: ['clerk', 'supervisor'] },
  },
  {
    path: '/counter-ui/desk',
    name: 'desk',
    component: () => import('./desk/DeskPlace.vue'),
    meta: { roles: ['desk', 'supervisor'] },
  },
  {
    path: '/counter-ui/supervise',
    name: 'supervise',
    component: () => import('./supervise/SupervisePlace.vue'),
    meta: { roles: ['supervisor'] },
  },
  {
    path: '/counter-ui/signs',
    name: 'signs',
    component: () => import('./signs/SignsPlace.vue'),
    meta: { roles: ['supervisor', 'admin'] },
  },
  {
    path: '/counter-ui/ratings',
    name: 'ratings',
    component: () => import('./ratings/RatingsPlace.vue'),
    meta: { roles: ['supervisor', 'admin'] },
  },
  {
    path: '/counter-ui/inspection',
    component: () => import('./inspection/InspectionPlace.vue'),
    meta: { roles: ['supervisor', 'admin'] },
  },
  {
    path: '/counter-ui/reports',
    component: () => import('./reports/ReportsPlace.vue'),
    meta: { roles: ['supervisor', 'admin', 'archivist'] },
  },
  { path: '/counter-ui/own-record', component: () => import('./own-record/OwnRecordPlace.vue') },
  {
    path: '/counter-ui/cover',
    component: () => import('./cover/MyPostPlace.vue'),
    meta: { roles: ['clerk', 'desk', 'supervisor', 'admin'] },
  },
  {
    path: '/counter-ui/cover/leave/:id',
    component: () => import('./cover/LeavePlace.vue'),
    props: (route) => ({ id: String(route.params.id) }),
    meta: { roles: ['clerk', 'desk', 'supervisor', 'admin'] },
  },
  { path: '/counter-ui/cover/board', component: () => import('./cover/CoverBoardPlace.vue') },
  { path: '/counter-ui/cover/pairing', component: () => import('./cover/PairingPlace.vue') },
  {
    path: '/counter-ui/cover/advice',
    component: () => import('./cover/AdvicePlace.vue'),
    meta: { roles: ['supervisor', 'admin'] },
  },
  { path: '/counter-ui/cover/calendar', component: () => import('./cover/CalendarPlace.vue') },
  {
    path: '/counter-ui/cover/changes',
    component: () => import('./cover/ChangesPlace.vue'),
    meta: { roles: ['supervisor', 'admin'] },
  },
  {
    path: '/counter-ui/dossier',
    name: 'dossiers',
    component: () => import('./dossier/DossierDesk.vue'),
    meta: { roles: ['clerk', 'supervisor', 'archivist'] },
  },
  {
    path: '/counter-ui/dossier/:no([0-9A-Z]{8,50})',
    name: 'dossier',
    component: () => import('./dossier/DossierPlace.vue'),
    props: true,
    meta: { roles: ['clerk', 'supervisor', 'archivist'] },
  },
  settingsRoute,
  { path: '/devices/', name: 'devices', component: () => import('./devices/DevicesPlace.vue') },
  { path: '/counter-ui/devices', redirect: '/devices/' },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./HomePlace.vue') },
];

export function makeRouter(): Router {
  return createRouter({ history: createWebHistory('/'), routes });
}
