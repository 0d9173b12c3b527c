import { ChangeDetectionStrategy, Component } from '@angular/core';
import { DeleteAccount } from './delete-account';
import { DownloadData } from './download-data';

/** What the shop holds on one: to take along, and to have erased. */
@Component({
  selector: 'ccr-own-data-page',
  imports: [DeleteAccount, DownloadData],
  template: `
    <ccr-download-data />
    <ccr-delete-account />
  `,
  styles: `
    :host { display: grid; gap: 20px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OwnDataPage {}
