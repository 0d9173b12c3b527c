import { Directive, ElementRef, computed, inject, input } from '@angular/core';
import type { NearItem, Row } from './near-items';
import { NearRows } from './near-rows';

/** One of the `items` of `ccrNearRows`: a row, which says where in the whole list it stands, or a spacer, which says nothing. */
@Directive({
  selector: '[ccrNearRow]',
  host: {
    '[attr.data-near]': 'item().row?.id ?? ""',
    '[attr.aria-hidden]': 'item().row ? null : true',
    '[style.height.px]': 'item().spacer',
    '[attr.aria-posinset]': 'isOfTable ? null : place()',
    '[attr.aria-setsize]': 'isOfTable || !place() ? null : list.rows().length',
    '[attr.aria-rowindex]': 'rowIndex()',
  },
})
export class NearRow<T extends Row> {
  readonly item = input.required<NearItem<T>>({ alias: 'ccrNearRow' });

  protected readonly list = inject<NearRows<T>>(NearRows);
  protected readonly isOfTable = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.tagName === 'TR';
  /** Of no use where all the rows are there to be counted. */
  protected readonly place = computed(() => (this.list.isPart() ? (this.item().place ?? null) : null));
  protected readonly rowIndex = computed(() => {
    const place = this.isOfTable ? this.place() : null;
    return place && place + 1; // the row of the headings is the first
  });
}
