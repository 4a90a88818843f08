const OWN = ['ozon.ru', 'ozon.com', 'ozone.ru', 'ozonusercontent.com', 'ozon.by', 'ozon.kz'];

/** Whether a link stays on the marketplace. */
export function isOwnDomain(domain: string): boolean {
  return OWN.some((own) => domain === own || domain.endsWith(`.${own}`));
}
