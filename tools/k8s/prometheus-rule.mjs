/**
 * Wraps k8s/monitoring/alerts.yaml, a rule file as Prometheus reads it, into the object that the Prometheus operator reads;
 * with --check only says whether that is up to date.
 */
import { readFileSync } from 'node:fs';
import { keepGenerated } from '../runner/generated-file.mjs';
import { ROOT } from '../runner/run.mjs';

process.chdir(ROOT);

const rules = readFileSync('k8s/monitoring/alerts.yaml', 'utf8');
const indented = rules.slice(rules.indexOf('groups:')).trimEnd().replaceAll(/^(?=.)/gm, '  ');
const object = `# Made from alerts.yaml by npm run generate
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ccr
spec:
${indented}
`;

keepGenerated('k8s/monitoring/prometheus-rule.yaml', object);
