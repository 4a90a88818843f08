import { createRoot } from 'react-dom/client';
import { currentLanguage } from '@/api/headers';
import { askAhead } from '@/app/ahead';
import { App } from '@/app/app';
import { activateLanguage } from '@/app/language';
import '@/app/styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');

// What comes within a blink is drawn once with all that is in it, and not first as a skeleton.
const BLINK_MS = 150;
const blink = new Promise((done) => setTimeout(done, BLINK_MS));

await Promise.all([activateLanguage(currentLanguage()), Promise.race([askAhead(window.location), blink])]);
createRoot(root).render(<App />);
