import { AjvCompiler, type BuildCompilerFromPool } from '@fastify/ajv-compiler';
import { type SerializerFactory, SerializerSelector } from '@fastify/fast-json-stringify-compiler';

type Compile<Route, Made> = (route: Route) => Made;

/**
 * Fastify's own compilers of schemas, each put off until a route is first asked: two hundred routes take most of a
 * second, and a start should not wait for those that nobody has asked for yet. A schema that cannot be compiled would
 * thereby be found late, so `compileRest` compiles all that wait, one by one.
 */
export function routeCompilers() {
  const waiting = new Set<() => unknown>();
  const later = <Made>(make: () => Made): (() => Made) => {
    let made: { value: Made } | undefined;
    const get = () => {
      if (made === undefined) {
        made = { value: make() };
        waiting.delete(get);
      }
      return made.value;
    };
    waiting.add(get);
    return get;
  };
  const buildValidator = AjvCompiler() as BuildCompilerFromPool;
  const buildSerializer = SerializerSelector();
  return {
    compilersFactory: {
      buildValidator: ((...options: Parameters<BuildCompilerFromPool>) => {
        const compile = buildValidator(...options) as unknown as Compile<unknown, Validator>;
        return (route: unknown) => lazyValidator(later(() => compile(route)));
      }) as unknown as BuildCompilerFromPool,
      buildSerializer: ((...options: Parameters<SerializerFactory>) => {
        const compile = buildSerializer(...options);
        return (route: Parameters<typeof compile>[0]) => {
          const serializer = later(() => compile(route));
          return (answer: unknown) => serializer()(answer);
        };
      }) as SerializerFactory,
    },
    /** Compiles one that still waits. False when none does. Throws what the compiler throws. */
    compileNext(): boolean {
      const [next] = waiting;
      next?.();
      return next !== undefined;
    },
  };
}

interface Validator {
  (data: unknown): boolean;
  errors?: unknown;
}

/** Fastify reads the errors off the function itself. */
function lazyValidator(validator: () => Validator): Validator {
  const lazy: Validator = (data) => {
    const real = validator();
    const sound = real(data);
    lazy.errors = real.errors;
    return sound;
  };
  return lazy;
}

export type RouteCompilers = ReturnType<typeof routeCompilers>;
