// A job worker outside the host. It takes jobs of the type "register-check", looks the reference up in its own register,
// and completes them; what its register does not know ends in the BPMN error "not-registered".
//
//   npm ci
//   PENINSULA_URL=http://127.0.0.1:5000 PENINSULA_CLIENT=torbay-partnership PENINSULA_SECRET=demonstration npm start
//
// A job comes at least once: its key is the idempotency key of whatever the worker does for it.
import createCamundaClient from '@camunda8/orchestration-cluster-api';

const url = process.env.PENINSULA_URL ?? 'http://127.0.0.1:5000';
const register = new Map([['R-100', { name: 'Harbour Lane 4', lastChecked: '2026-10-01' }]]);
const answered = new Map();

const client = createCamundaClient({
  config: {
    CAMUNDA_REST_ADDRESS: url,
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_OAUTH_URL: `${url}/oauth/token`,
    CAMUNDA_CLIENT_ID: process.env.PENINSULA_CLIENT ?? 'torbay-partnership',
    CAMUNDA_CLIENT_SECRET: process.env.PENINSULA_SECRET ?? 'demonstration',
    CAMUNDA_SDK_VALIDATION: 'req:none,res:strict',
  },
});

const worker = client.createJobWorker({
  jobType: 'register-check',
  workerName: 'example-register',
  jobTimeoutMs: 30_000,
  maxParallelJobs: 8,
  pollTimeoutMs: 10_000,
  jobHandler: (job) => {
    const entry = answered.get(job.jobKey) ?? register.get(job.variables.reference);
    if (!entry) return job.error({ errorCode: 'not-registered', errorMessage: 'The register does not know this reference.' });
    answered.set(job.jobKey, entry);
    return job.complete({ registerEntry: entry });
  },
});

console.log('ready');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => { worker.stop(); process.exit(0); });
}
