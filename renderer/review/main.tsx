import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/road.css';
import '../styles/review.css';
import '../styles/sessions.css';
import '../styles/credits.css';
import '../styles/help.css';
import '../styles/settings.css';
import '../styles/charts.css';
import '../styles/history.css';
import { Review } from './Review.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');

createRoot(root).render(
  <StrictMode>
    <Review />
  </StrictMode>,
);
