const CODES = new Set([
  'account_paused',
  'account_not_connected',
  'key_invalid',
  'key_expired',
  'key_deactivated',
  'key_role_missing',
  'network_not_allowed',
]);

/** Whether the settings of the cabinet are where a refusal is mended. */
export const isMendedInAccount = (code: string): boolean => CODES.has(code);
