import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { AccessTokenFieldsFragment, AccessTokensQuery, CreateAccessTokenInput } from '#graphql';
import { AccessTokensDocument, CreateAccessTokenDocument, RevokeAccessTokenDocument } from '#graphql/account';
import { switchMap } from 'rxjs';
import { Api, LOADING, type Load } from '../../../../data';

/** What is known of a token after its secret was shown. */
export type AccessToken = AccessTokenFieldsFragment;

/** The viewer's access tokens. Provided by the page that shows them. */
@Injectable()
export class AccessTokensStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<AccessTokensQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(AccessTokensDocument, {}))),
    { initialValue: LOADING },
  );

  readonly tokens = computed(() => this.load().data?.accessTokens);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  /** Gives the secret, which is kept nowhere. */
  async create(input: CreateAccessTokenInput): Promise<string> {
    const { createAccessToken } = await this.api.mutate(CreateAccessTokenDocument, { input });
    const { accessToken, token } = createAccessToken;
    this.change((tokens) => [accessToken, ...tokens.filter(({ id }) => id !== accessToken.id)]);
    return token;
  }

  async revoke({ id }: AccessToken): Promise<void> {
    await this.api.mutate(RevokeAccessTokenDocument, { input: { accessTokenId: id } });
    this.forget(id);
  }

  /** Takes one off the list that is no longer there. */
  forget(gone: string): void {
    this.change((tokens) => tokens.filter(({ id }) => id !== gone));
  }

  private change(by: (tokens: readonly AccessToken[]) => AccessToken[]): void {
    this.api.cache.updateQuery({ query: AccessTokensDocument }, (known) => known && { accessTokens: by(known.accessTokens) });
  }
}
