import { urlOf } from '../engine/core/index.ts';

/** Hosts a link may lead to outside the workbench: the platforms the workbench publishes to, and their documentation. */
const ALLOWED_HOSTS: readonly string[] = [
  'adsmanager.facebook.com',
  'business.facebook.com',
  'developers.facebook.com',
];

/** Whether a link may be opened in the person's browser: https, no credentials, a host on the list. */
export function mayOpen(link: string): boolean {
  const url = urlOf(link);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    ALLOWED_HOSTS.includes(url.hostname)
  );
}
