/** What topics agents are expert in; the module of the topics keeps it. */
export interface ExpertTopics {
  /** Resolves to whether they are others than before. */
  setTopics(agentId: string, topicIds: readonly string[]): Promise<boolean>;
  idsIn(topicIds: readonly string[]): Promise<string[]>;
}
