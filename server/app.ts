import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { sessionGuard } from './access/guard.ts';
import { type ApiOptions, registerApi } from './api.ts';
import { answerNotFound, answerUnreadable, errorAnswerer } from './problem-details.ts';
import { routeCompilers } from './route-compilers.ts';
export interface AppOptions extends ApiOptions {
  /** Folder of the built screens. */
  screens: string;
  logger: FastifyBaseLogger;
}

export interface HallApp {
  app: FastifyInstance;
  /** Compiles the schemas of one route that was not asked yet; false when every route is compiled. */
  compileNext(): boolean;
}

const bodyMostBytes = 64 * 1024;

/**
 * The whole HTTP side. Does not listen. Fastify itself has no logger: it would make one for each request, only to keep it
 * silent. What deserves a line is logged where it happens.
 */
export async function buildApp(options: AppOptions): Promise<HallApp> {
  const { compilersFactory, compileNext } = routeCompilers();
  const app = Fastify({
    schemaController: { compilersFactory },
    bodyLimit: bodyMostBytes,
    // Event streams never end by themselves; closing would wait for them for ever.
    forceCloseConnections: true,
    // What the framework itself refuses, such as an address it cannot read, is told like every other refusal.
    frameworkErrors: errorAnswerer(options.logger),
    clientErrorHandler: answerUnreadable,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true, strict: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setErrorHandler(errorAnswerer(options.logger));
  app.setNotFoundHandler(answerNotFound);
  await app.register(sessionGuard, { sessions: options.sessions });
  await registerDocs(app);
  await app.register((api) => registerApi(api, options), { prefix: '/api' });
  await registerScreens(app, options.screens);
  return { app: app as unknown as FastifyInstance, compileNext };
}

async function registerDocs(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tingqian 厅前',
        version: '0.1.0',
        description: 'The front of a county service hall: tickets, counters, dossiers and devices.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs' });
}

/** Addresses and the page that answers them; below each the page's own router goes on. */
const places: readonly [address: string, page: string][] = [
  ['/counter-ui', 'counter-ui'],
  ['/devices', 'counter-ui'],
  ['/signage', 'signage'],
  ['/kiosk', 'kiosk'],
  ['/t', 'kiosk'],
];

async function registerScreens(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/counter-ui/'));
  for (const [address, page] of places) {
    app.get(address, { schema: { hide: true } }, async (_request, reply) => reply.redirect(`${address}/`));
    app.get(`${address}/*`, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(`${page}/index.html`, folder),
    );
  }
}
