import { build } from './application-build.ts';

// npm run build: builds for production, whether or not something changed.

if (!(await build())) process.exit(1);
