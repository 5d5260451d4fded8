/** Whether this screen is a form station and nothing else. */
export const isFormStation = (address: Pick<Location, 'pathname' | 'search'>): boolean =>
  /^\/kiosk\/forms\/?$/.test(address.pathname) || new URLSearchParams(address.search).get('station') === 'forms';
