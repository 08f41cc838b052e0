import { traverseContractProcedures } from '@orpc/server';
import { contract } from '../../engine/contract/index.ts';

/** The methods of each path of the contract. */
export interface Routes {
  /** The methods a path has, in order; none for a path that is not there. */
  methodsOf(path: string): readonly string[];
}

interface Pattern {
  readonly segments: readonly string[];
  readonly methods: Set<string>;
}

const segmentsOf = (path: string): readonly string[] => path.replace(/^\/|\/$/g, '').split('/');

const isParameter = (segment: string): boolean => segment.startsWith('{');

const matches = ({ segments }: Pattern, path: readonly string[]): boolean =>
  segments.length === path.length &&
  segments.every((segment, i) => (isParameter(segment) ? path[i] !== '' : segment === path[i]));

const methodsIn = (patterns: readonly Pattern[]): readonly string[] =>
  [...new Set(patterns.flatMap(({ methods }) => [...methods]))].sort();

/** The paths of the contract with their methods. */
export function contractRoutes(): Routes {
  const patterns = new Map<string, Pattern>();
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path: name }) => {
    const { method, path } = procedure['~orpc'].route;
    if (method === undefined || path === undefined) throw new Error(`${name.join('.')} has no method or no path`);
    const pattern = patterns.get(path) ?? { segments: segmentsOf(path), methods: new Set<string>() };
    pattern.methods.add(method);
    patterns.set(path, pattern);
  });
  const all = [...patterns.values()];
  const exact = new Map(
    all
      .filter(({ segments }) => !segments.some(isParameter))
      .map(({ segments }) => [
        `/${segments.join('/')}`,
        methodsIn(all.filter((pattern) => matches(pattern, segments))),
      ]),
  );
  return {
    methodsOf: (path) => {
      const known = exact.get(path);
      if (known !== undefined) return known;
      const segments = segmentsOf(path);
      return methodsIn(all.filter((pattern) => matches(pattern, segments)));
    },
  };
}
