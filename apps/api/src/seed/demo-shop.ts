export interface DemoSignIn { role: string; email: string; password: string }
import type { Server } from '../server';
export async function buildDemoShop(_server: Server): Promise<DemoSignIn[]> { return []; }
