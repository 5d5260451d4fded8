/** Which desk this screen stands on: `?terminal=desk-2`; it decides the printer of the slips. */
export const deskTerminal = new URLSearchParams(location.search).get('terminal') ?? 'desk-1';
