import {
  childrenOf,
  isLeaf,
  selfAndDescendants,
  type State,
} from "../../model/index.ts";

export interface Coverage {
  /** Whether something that stands at this state itself is enough for it and all below it. */
  readonly covers: (state: State) => boolean;
  /** Whether a leaf needs it. In a region also final leaves do: the region rests there while others go on. */
  readonly needs: (leaf: State, inRegion: boolean) => boolean;
}

/**
 * The outermost states that something is missing in: a composite in place of its children where it is missing in all of
 * them, a parallel state where no region has it in each of its leaves. Looks below the given state, which itself is only among them when it is parallel.
 */
export function uncovered(root: State, coverage: Coverage): readonly State[] {
  return root.kind === "parallel"
    ? inRegions(root, coverage)
    : childrenOf(root).flatMap((child) => search(child, coverage, false));
}

function search(
  state: State,
  coverage: Coverage,
  inRegion: boolean,
): readonly State[] {
  if (coverage.covers(state)) return [];
  if (isLeaf(state)) return coverage.needs(state, inRegion) ? [state] : [];
  if (state.kind === "parallel") return inRegions(state, coverage);
  const missing = childrenOf(state).flatMap((child) =>
    search(child, coverage, inRegion),
  );
  const without = missing.flatMap((each) => needy(each, coverage, inRegion));
  const all = needy(state, coverage, inRegion);
  return missing.length > 0 && without.length === all.length
    ? [state]
    : missing;
}

function inRegions(state: State, coverage: Coverage): readonly State[] {
  const regions = childrenOf(state).filter(
    (region) => needy(region, coverage, true).length > 0,
  );
  const enough = regions.some(
    (region) => search(region, coverage, true).length === 0,
  );
  return regions.length === 0 || enough ? [] : [state];
}

function needy(
  state: State,
  coverage: Coverage,
  inRegion: boolean,
): readonly State[] {
  return [...selfAndDescendants(state)].filter(
    (each) => isLeaf(each) && coverage.needs(each, inRegion),
  );
}
