import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
} from "@tanstack/virtual-core";
export type Sized = { key: string; size: number };

/** TanStack's virtual list over rows whose heights are known beforehand. */
export class VirtualRows {
  #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #rows: (index: number) => Sized | undefined = () => undefined;
  #sticky: (first: number) => number | null;
  #visible = $state.raw<VirtualItem[]>([]);
  #height = $state(0);
  #first = $state(0);

  /** `sticky` tells which row stays at the top while the row `first` is the first in view. */
  constructor(
    scroller: () => HTMLElement | null,
    sticky: (first: number) => number | null = () => null,
  ) {
    this.#sticky = sticky;
    this.#virtualizer = new Virtualizer({
      ...this.#options(0),
      getScrollElement: scroller,
    } as ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0]);
  }

  /** The rows to draw, each with its place. */
  get visible(): VirtualItem[] {
    return this.#visible;
  }

  get height(): number {
    return this.#height;
  }

  /** The first row in view. */
  get first(): number {
    return this.#first;
  }

  /** The last row drawn. */
  get last(): number {
    return this.#visible.at(-1)?.index ?? -1;
  }

  /** Starts to follow the scroller; returns how to stop. */
  mount(): () => void {
    const stop = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    this.#read();
    return stop;
  }

  /** Draws other rows. */
  set(count: number, row: (index: number) => Sized | undefined): void {
    this.#rows = row;
    const { getScrollElement } = this.#virtualizer.options;
    this.#virtualizer.setOptions({ ...this.#options(count), getScrollElement });
    this.#virtualizer._willUpdate();
    this.#read();
  }

  /** Where a row begins, from the top of all rows. */
  start(index: number): number {
    return this.#virtualizer.measurementsCache[index]?.start ?? 0;
  }

  /** The row at this distance from the top of all rows. */
  at(offset: number): VirtualItem | undefined {
    return this.#virtualizer.getVirtualItemForOffset(offset);
  }

  reveal(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: "auto" });
  }

  #options(count: number) {
    return {
      count,
      estimateSize: (index: number) => this.#rows(index)?.size ?? 0,
      getItemKey: (index: number) => this.#rows(index)?.key ?? index,
      overscan: 8,
      rangeExtractor: (range: Range) => {
        const drawn = defaultRangeExtractor(range);
        const sticky = this.#sticky(range.startIndex);
        return sticky === null || drawn.includes(sticky) ? drawn : [sticky, ...drawn];
      },
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.#read(),
    };
  }

  #read(): void {
    this.#visible = this.#virtualizer.getVirtualItems();
    this.#height = this.#virtualizer.getTotalSize();
    this.#first = this.#virtualizer.range?.startIndex ?? 0;
  }
}
