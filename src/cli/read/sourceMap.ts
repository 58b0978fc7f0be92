import type { Trail } from '../../template/json';
import type { Located } from './located';
import type { Place, Source } from './source';

/** Where every value of a template was written. */
export class SourceMap {
  constructor(
    readonly source: Source,
    private readonly root: Located,
  ) {}

  /**
   * The place of a path, or of its nearest parent that was written down: what should be there has no place of its own.
   * A key is what people look for; `value` asks for what stands under it.
   */
  at(path: Trail, part: 'key' | 'value' = 'key'): Place {
    let node = this.root;
    for (const step of path) {
      const child = node.children?.get(step);
      if (!child) break;
      node = child;
    }
    return { ...this.source.place((part === 'key' ? node.key : undefined) ?? node.span), path };
  }

  /** The keys of a map in their author's order, which a JavaScript object does not keep for keys such as 200. */
  keysAt(path: Trail): readonly string[] {
    let node: Located | undefined = this.root;
    for (const step of path) node = node?.children?.get(step);
    return [...(node?.children?.keys() ?? [])].map(String);
  }
}
