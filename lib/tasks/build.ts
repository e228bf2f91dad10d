import { build } from './application-build.ts';

// npm run build: builds for production, even if nothing has changed.

if (!(await build())) process.exit(1);
