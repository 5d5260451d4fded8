/** The form station in one piece, fetched when a visitor asks for it: whoever has begun to fill in needs no line to go on. */
export { default as FormsPage } from './FormsPage.vue';
export { default as LeaveForms } from './LeaveForms.vue';
