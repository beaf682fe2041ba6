import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/prompt.css';
import { followPrompt } from '../store/promptStore.ts';
import { Prompt } from './Prompt.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');

const page = createRoot(root);
// Drawn once and with its question: an empty page first would only be laid out for nobody.
void followPrompt().then(() => {
  page.render(
    <StrictMode>
      <Prompt />
    </StrictMode>,
  );
});
