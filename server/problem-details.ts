import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './contract/problem.ts';
import { type RefusalCode, Refused, refusalStatus } from './contract/refusal.ts';
import { fillText } from './contract/texts/define.ts';
import { refusalTexts } from './contract/texts/refusals.ts';

export const problemType = 'application/problem+json; charset=utf-8';

/** A refusal as RFC 9457 problem details. */
export function problemOf(code: RefusalCode, facts: Record<string, unknown> = {}): Problem {
  const { allowed, errors, ...rest } = facts;
  const text = refusalTexts[code];
  const values = { ...rest, allowed: Array.isArray(allowed) && allowed.length > 0 ? allowed : '—' };
  return {
    type: `urn:tingqian:problem:${code}`,
    title: fillText(text, 'en', values),
    status: refusalStatus[code],
    code,
    detail: fillText(text, 'zh', values),
    ...(Array.isArray(allowed) ? { allowed: allowed.map(String) } : {}),
    ...(Array.isArray(errors) ? { errors: errors as Problem['errors'] } : {}),
    ...(Object.keys(rest).length > 0 ? { facts: rest } : {}),
  };
}

/** Where in the request a schema was not met, and how. */
function validationErrors(error: FastifyError): NonNullable<Problem['errors']> {
  return (error.validation ?? []).map((each) => {
    const extra = each.params.additionalProperty ?? each.params.missingProperty;
    const where = `/${error.validationContext ?? 'body'}${each.instancePath}`;
    return {
      path: typeof extra === 'string' ? `${where}/${extra}` : where,
      message: each.message ?? each.keyword,
    };
  });
}

type ErrorLog = { error(fields: Record<string, unknown>, message: string): void };

/** The one map from errors to HTTP. What nobody foresaw is logged and told without its inside. */
export function errorAnswerer(log: ErrorLog) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = foreseen(error);
    if (problem === null) {
      log.error({ error, method: request.method, route: request.routeOptions.url }, 'a request failed');
      send(reply, problemOf('internal-error'));
      return;
    }
    send(reply, problem);
  };
}

function foreseen(error: FastifyError | Error): Problem | null {
  if (error instanceof Refused) return problemOf(error.code, error.facts);
  if (!('statusCode' in error)) return null;
  if (error.validation !== undefined) {
    const errors = validationErrors(error);
    const problem = errors.map((each) => `${each.path} ${each.message}`).join('; ');
    return problemOf('invalid-request', { problem, errors });
  }
  if (error.statusCode === 413) return problemOf('body-too-large');
  if (error.statusCode === 415) return problemOf('unsupported-media-type');
  if (error.statusCode !== undefined && error.statusCode < 500)
    return problemOf('invalid-request', { problem: error.message });
  return null;
}

function send(reply: FastifyReply, problem: Problem): void {
  reply.code(problem.status).type(problemType).send(JSON.stringify(problem));
}

export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): void {
  send(reply, problemOf('not-found'));
}

/** A connection that speaks no HTTP, as far as it must be answered. */
interface UnreadableLine {
  readonly writable: boolean;
  write(text: string): unknown;
  destroy(error?: Error): unknown;
}

/** What is no request at all is told like every other refusal, and the connection ends. */
export function answerUnreadable(error: Error & { code?: string }, line: UnreadableLine): void {
  if (error.code !== 'ECONNRESET' && line.writable) {
    const body = JSON.stringify(problemOf('invalid-request', { problem: error.message }));
    const length = Buffer.byteLength(body);
    line.write(
      `HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: ${problemType}\r\ncontent-length: ${length}\r\n\r\n${body}`,
    );
  }
  line.destroy(error);
}
