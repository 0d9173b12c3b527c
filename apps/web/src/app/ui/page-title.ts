const PRODUCT = 'Customer Care Registry';

/** What the browser shows as the title of a page: "Sign in · Customer Care Registry". */
export const pageTitle = (page: string | undefined): string => (page ? `${page} · ${PRODUCT}` : PRODUCT);
