import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/glance.css';
import '../styles/road.css';
import { followSnapshots } from '../store/connect.ts';
import { Glance } from './Glance.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');

const page = createRoot(root);
// Drawn once and with its figures: an empty page first would only be laid out for nobody.
void followSnapshots().then(() => {
  page.render(
    <StrictMode>
      <Glance />
    </StrictMode>,
  );
});
