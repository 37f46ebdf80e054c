/**
 * The strongly connected components of a graph, those that nothing else leads to last (R. Tarjan, "Depth-first search and
 * linear graph algorithms", 1972; without recursion, because machines may have thousands of states).
 */
export function components<Node>(
  nodes: Iterable<Node>,
  next: (node: Node) => Iterable<Node>,
): readonly (readonly Node[])[] {
  const found: Node[][] = [];
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open = new Set<Node>();
  const stack: Node[] = [];
  const enter = (node: Node) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.add(node);
    stack.push(node);
    return { node, rest: next(node)[Symbol.iterator]() };
  };
  const lower = (node: Node, to: number | undefined): void => {
    low.set(node, Math.min(low.get(node) ?? 0, to ?? 0));
  };
  for (const start of nodes) {
    if (order.has(start)) continue;
    const calls = [enter(start)];
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const { node, rest } = call;
      const step = rest.next();
      if (step.done !== true) {
        if (!order.has(step.value)) calls.push(enter(step.value));
        else if (open.has(step.value)) lower(node, order.get(step.value));
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller) lower(caller.node, low.get(node));
      if (low.get(node) === order.get(node))
        found.push(closed(node, stack, open));
    }
  }
  return found;
}

function closed<Node>(root: Node, stack: Node[], open: Set<Node>): Node[] {
  const members = stack.splice(stack.lastIndexOf(root));
  members.forEach((member) => open.delete(member));
  return members;
}
