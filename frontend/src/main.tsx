import { createRoot } from 'react-dom/client';
import { currentLanguage } from '@/api/headers';
import { App } from '@/app/app';
import { activateLanguage } from '@/app/language';
import '@/app/styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');

await activateLanguage(currentLanguage());
createRoot(root).render(<App />);
