/** Pages that are not on the way to a number, in one piece that is fetched after the first page stands. */
export { default as AlreadyPage } from './AlreadyPage.vue';
export { default as LookupPage } from './LookupPage.vue';
export { default as NumberPage } from './NumberPage.vue';
export { default as PriorityPage } from './PriorityPage.vue';
export { default as VoicesPage } from './VoicesPage.vue';
