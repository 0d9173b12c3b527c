import { Component, type Type, ChangeDetectionStrategy } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router, type Routes, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ViewerDocument } from '#graphql/accounts';
import { APOLLO_TESTING_CACHE, ApolloTestingController, ApolloTestingModule } from 'apollo-angular/testing';
import { Api, createCache } from '../app/data';
import type { person } from './data';

/** Where a page leads that is not on stage itself. */
@Component({ template: 'elsewhere', changeDetection: ChangeDetectionStrategy.OnPush })
class Elsewhere {}

/** What a test needs of a page's address. */
export interface Scene {
  readonly url: string;
  /** The route, as in the app. */
  readonly path: string;
  readonly component: Type<unknown>;
  /** What opens inside of the page, as in the app. */
  readonly children?: Routes;
  readonly viewer: ReturnType<typeof person> | null;
}

/** A page on stage: rendered at an address, for someone, against a server whose answers the test gives. */
export class Stage {
  readonly backend = TestBed.inject(ApolloTestingController);

  private constructor(
    private readonly harness: RouterTestingHarness,
    private readonly part: () => HTMLElement = () => harness.fixture.nativeElement as HTMLElement,
  ) {}

  static async set({ url, path, component, children = [], viewer }: Scene): Promise<Stage> {
    TestBed.configureTestingModule({
      imports: [ApolloTestingModule],
      providers: [
        { provide: APOLLO_TESTING_CACHE, useFactory: createCache },
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
        provideRouter([{ path, component, children }, { path: '**', component: Elsewhere }], withComponentInputBinding()),
      ],
    });
    TestBed.inject(Api).cache.writeQuery({ query: ViewerDocument, data: { viewer } });
    const stage = new Stage(await RouterTestingHarness.create(url));
    await stage.settle();
    return stage;
  }

  get page(): HTMLElement {
    return this.part();
  }

  /** What lies over the page: dialogs. */
  overlay(): Stage {
    const part = (): HTMLElement => found(document.querySelector<HTMLElement>('.cdk-overlay-container'), 'a dialog');
    return new Stage(this.harness, part);
  }

  get text(): string {
    return (this.page.textContent ?? '').replace(/\s+/g, ' ');
  }

  get url(): string {
    return TestBed.inject(Router).url;
  }

  /** Apollo tells of cache writes a macrotask later; then the page has to be drawn. */
  async settle(): Promise<void> {
    await new Promise((resolve) => void setTimeout(resolve));
    await this.harness.fixture.whenStable();
    await new Promise((resolve) => void setTimeout(resolve));
    await this.harness.fixture.whenStable();
  }

  field(label: string): HTMLInputElement {
    const byAttribute = this.page.querySelector<HTMLInputElement>(`[aria-label="${label}"]`);
    const named = [...this.page.querySelectorAll('label')].find((one) => one.textContent?.trim() === label);
    return byAttribute ?? found(named?.control as HTMLInputElement | null, `the field “${label}”`);
  }

  /** What stands below a field: its error or its hint. */
  below(label: string): string {
    const id = this.field(label).getAttribute('aria-describedby');
    return (id && this.page.querySelector(`#${id}`)?.textContent) ?? '';
  }

  button(name: string): HTMLButtonElement {
    const all = [...this.page.querySelectorAll('button')];
    return found(all.find((one) => one.textContent?.trim().startsWith(name)), `the button “${name}”`);
  }

  async type(label: string, value: string): Promise<void> {
    const field = this.field(label);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    field.dispatchEvent(new Event('blur'));
    await this.settle();
  }

  submit(): void {
    found(this.page.querySelector('form'), 'a form').dispatchEvent(new Event('submit'));
  }

  async press(name: string): Promise<void> {
    this.button(name).click();
    await this.settle();
  }
}

function found<T>(thing: T | null | undefined, name: string): T {
  if (thing === null || thing === undefined) throw new Error(`${name} is not on the page`);
  return thing;
}
