import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { openWords } from './words/words';
import { startLargeType } from './ui/large-type';
import './ui/base.css';

startLargeType();
await openWords();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
