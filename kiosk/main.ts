import { createPinia } from 'pinia';
import { createApp, defineAsyncComponent } from 'vue';
import '../counter-ui/kit/fonts.css';
import '../counter-ui/kit/tokens.css';
import { isFormStation } from './forms/station-address.ts';

const TicketPage = defineAsyncComponent(() => import('./lookup/TicketPage.vue'));
const DossierPage = defineAsyncComponent(() => import('./lookup/DossierPage.vue'));
const StationApp = defineAsyncComponent(() => import('./forms/StationApp.vue'));
const ServicesApp = defineAsyncComponent(() => import('./journey/ServicesApp.vue'));

/** Each address is a page of its own and none leads to another, so that a router would only be weight. */
function appAt({ pathname, search }: Location) {
  const [, kind, key] = /^\/(t\/d|t|kiosk\/ticket)\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (kind === undefined || key === undefined)
    return createApp(isFormStation({ pathname, search }) ? StationApp : ServicesApp);
  if (kind === 't/d') return createApp(DossierPage, { no: decodeURIComponent(key) });
  return createApp(TicketPage, { id: decodeURIComponent(key) });
}
appAt(location).use(createPinia()).mount('#app');
