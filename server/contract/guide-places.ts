/** The desk whose steps a place shows. */
export const deskOf = (place: string): string => place.replace(/^guide-/, 'desk-');
/** Where the visitor's screen stands on the floor plan. */
export const screenOf = (place: string): string => place.replace(/^desk-/, 'guide-');
