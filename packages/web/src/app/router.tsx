import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ProblemListPage } from '../features/problems/problem-list-page.tsx';
import { historySearchSchema } from '../features/submissions/history-search.ts';
import { problemListSearchSchema } from '../features/problems/problem-list-search.ts';
import { solveSearchSchema } from '../features/solving/solve-search.ts';
import { CrashPage } from './crash-page.tsx';
import { Layout } from './layout.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const rootRoute = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: CrashPage });

const problemListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: problemListSearchSchema.parse,
  component: ProblemListPage,
});

const solveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/problems/$slug',
  validateSearch: solveSearchSchema.parse,
  component: lazyRouteComponent(() => import('../features/solving/solve-page.tsx'), 'SolvePage'),
});

const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/history',
  validateSearch: historySearchSchema.parse,
  component: lazyRouteComponent(() => import('../features/submissions/history-page.tsx'), 'HistoryPage'),
});

const submissionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/submissions/$id',
  component: lazyRouteComponent(() => import('../features/submissions/submission-page.tsx'), 'SubmissionPage'),
});

const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('../features/help/help-page.tsx'), 'HelpPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([problemListRoute, solveRoute, historyRoute, submissionRoute, helpRoute]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Plain strings: the router's own format reads `?search=12` as a number.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
    return text ? `?${text}` : '';
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
