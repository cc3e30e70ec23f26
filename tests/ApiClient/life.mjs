// Drives a real host through the published client, with the strictest validation of every answer that the client has.
// Usage: PENINSULA_URL=http://127.0.0.1:5260 node life.mjs. The last line says which operations it covered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import createCamundaClient from '@camunda8/orchestration-cluster-api';

const url = process.env.PENINSULA_URL ?? 'http://127.0.0.1:5260';
const used = new Set();

function connect(clientId) {
  const client = createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: url,
      CAMUNDA_AUTH_STRATEGY: 'OAUTH',
      CAMUNDA_OAUTH_URL: `${url}/oauth/token`,
      CAMUNDA_CLIENT_ID: clientId,
      CAMUNDA_CLIENT_SECRET: 'demonstration',
      CAMUNDA_TOKEN_AUDIENCE: 'peninsula',
      // Requests are not validated: the client's own schema drops the cursor of a page that has a limit too.
      CAMUNDA_SDK_VALIDATION: 'req:none,res:fanatical',
      CAMUNDA_SDK_HTTP_RETRY_MAX_ATTEMPTS: '1',
    },
  });
  return new Proxy(client, {
    get(target, name) {
      const value = target[name];
      if (typeof value !== 'function') return value;
      return (...args) => { used.add(name); return value.apply(target, args); };
    },
  });
}

const api = connect('torbay-partnership');
const other = connect('plymouth-partnership');
const now = { consistency: { waitUpToMs: 0 } };

async function refused(promise, status, words) {
  let failure;
  try { await promise; } catch (error) { failure = error; }
  assert.ok(failure, `expected a refusal with ${status}`);
  const text = JSON.stringify({ ...failure, message: failure.message });
  assert.ok(text.includes(String(status)), `expected ${status}: ${text}`);
  if (words) assert.match(text, words);
}

const file = (name, as = name, edit = (text) => text) =>
  new File([edit(readFileSync(new URL(`life/${name}`, import.meta.url), 'utf8'))], as);

const steps = {};

steps['what it is and who asks'] = async () => {
  assert.equal((await api.getTopology()).brokers.length, 1);
  await api.getStatus?.();
  assert.equal((await api.getLicense()).validLicense, true);
  assert.equal((await api.getAuthentication()).username, 'torbay-partnership');
};

let deployed;
steps['deploys together or not at all'] = async () => {
  await refused(api.createDeployment({ resources: [file('life-1.bpmn'), file('quick.bpmn', 'broken.bpmn', (text) => text.slice(0, 300))] }), 400, /broken\.bpmn/);
  const before = await api.searchProcessDefinitions({ filter: { processDefinitionId: 'life' } }, now);
  assert.equal(before.items.length, 0);
  deployed = await api.createDeployment({ resources: [file('life-1.bpmn'), file('quick.bpmn'), file('life-form.form'), file('life-route.dmn')] });
  assert.equal(deployed.deployments.length, 5);
};

let life;
let key;
steps['reads definitions'] = async () => {
  const found = await api.searchProcessDefinitions({ filter: { processDefinitionId: 'life', isLatestVersion: true } }, now);
  life = found.items[0];
  assert.equal(life.version, 1);
  await api.getProcessDefinition({ processDefinitionKey: life.processDefinitionKey }, now);
  assert.match(await api.getProcessDefinitionXml({ processDefinitionKey: life.processDefinitionKey }, now), /<bpmn:process id="life"/);
  const quick = (await api.searchProcessDefinitions({ filter: { processDefinitionId: 'quick' } }, now)).items[0];
  assert.equal(quick.hasStartForm, true);
  assert.equal((await api.getStartProcessForm({ processDefinitionKey: quick.processDefinitionKey }, now)).formId, 'life-form');
  await api.getResource({ resourceKey: life.processDefinitionKey }, now);
  await api.getResourceContent({ resourceKey: life.processDefinitionKey }, now);
  await refused(other.getProcessDefinition({ processDefinitionKey: '1' }, now), 404);
};

steps['starts, and waits for a result'] = async () => {
  const result = await api.createProcessInstance({ processDefinitionId: 'quick', variables: { number: 21 }, awaitCompletion: true, fetchVariables: ['doubled'] });
  assert.deepEqual(result.variables, { doubled: 42 });
  const started = await api.createProcessInstance({ processDefinitionKey: life.processDefinitionKey, variables: { reference: 'R-1', level: 7, long: 'x'.repeat(9000) } });
  key = started.processInstanceKey;
  await refused(api.createProcessInstance({ processDefinitionId: 'nothing' }), 404);
};

steps['fails a job, resolves its incident, and completes it'] = async () => {
  let [job] = (await api.activateJobs({ type: 'life-check', timeout: 60_000, maxJobsToActivate: 5, worker: 'north' })).jobs;
  assert.equal(job.customHeaders.desk, 'north');
  assert.equal(job.variables.reference, 'R-1');
  await api.updateJob({ jobKey: job.jobKey, changeset: { timeout: 120_000, retries: 5 } });
  await api.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: 'The register is shut.' });
  const search = await api.searchIncidents({ filter: { processInstanceKey: key, state: 'ACTIVE' } }, now);
  assert.equal(search.items[0].errorType, 'JOB_NO_RETRIES');
  assert.equal((await api.getProcessInstance({ processInstanceKey: key }, now)).hasIncident, true);
  assert.equal((await api.searchProcessInstanceIncidents({ processInstanceKey: key }, now)).items.length, 1);
  assert.equal((await api.searchElementInstanceIncidents({ elementInstanceKey: search.items[0].elementInstanceKey }, now)).items.length, 1);
  await api.getIncident({ incidentKey: search.items[0].incidentKey }, now);
  await refused(other.resolveIncident({ incidentKey: search.items[0].incidentKey }), 404);
  await api.resolveIncident({ incidentKey: search.items[0].incidentKey });
  [job] = (await api.activateJobs({ type: 'life-check', timeout: 60_000, maxJobsToActivate: 1 })).jobs;
  assert.equal((await api.searchJobs({ filter: { processInstanceKey: key, type: 'life-check' } }, now)).items[0].state, 'RETRIES_UPDATED');
  await api.completeJob({ jobKey: job.jobKey, variables: { checked: true } });
  await refused(api.completeJob({ jobKey: job.jobKey }), 404, /done/);
};

steps['lets a job run out of time, and throws an error'] = async () => {
  const { processInstanceKey } = await api.createProcessInstance({ processDefinitionId: 'life', variables: { reference: 'R-2', level: 1 } });
  let [job] = (await api.activateJobs({ type: 'life-check', timeout: 1, maxJobsToActivate: 1 })).jobs;
  await refused(api.completeJob({ jobKey: job.jobKey }), 409, /time/);
  [job] = (await api.activateJobs({ type: 'life-check', timeout: 60_000, maxJobsToActivate: 1 })).jobs;
  await api.throwJobError({ jobKey: job.jobKey, errorCode: 'refused', errorMessage: 'Not here.' });
  assert.equal((await api.getProcessInstance({ processInstanceKey }, now)).state, 'COMPLETED');
};

steps['works a user task'] = async () => {
  const [task] = (await api.searchUserTasks({ filter: { processInstanceKey: key, state: 'CREATED' } }, now)).items;
  assert.equal(task.name, 'Review');
  await api.getUserTask({ userTaskKey: task.userTaskKey }, now);
  assert.equal((await api.getUserTaskForm({ userTaskKey: task.userTaskKey }, now)).formId, 'life-form');
  assert.ok((await api.searchUserTaskVariables({ userTaskKey: task.userTaskKey }, now)).items.some((one) => one.name === 'reference'));
  const effective = (await api.searchUserTaskEffectiveVariables({ userTaskKey: task.userTaskKey }, now)).items.map((one) => one.name);
  assert.deepEqual(effective.filter((name) => name === 'reference'), ['reference']);
  await refused(other.getUserTask({ userTaskKey: task.userTaskKey }, now), 404);
  await api.assignUserTask({ userTaskKey: task.userTaskKey, assignee: 'torbay-partnership' });
  await api.unassignUserTask({ userTaskKey: task.userTaskKey });
  await api.completeUserTask({ userTaskKey: task.userTaskKey, variables: { note: 'Looked at.' } });
  await refused(api.completeUserTask({ userTaskKey: task.userTaskKey }), 409, /done/);
};

steps['correlates and broadcasts'] = async () => {
  const waiting = await api.searchMessageSubscriptions({ filter: { processInstanceKey: key } }, now);
  assert.equal(waiting.items[0].messageSubscriptionState, 'CREATED');
  await refused(api.correlateMessage({ name: 'life-reply', correlationKey: 'nobody' }), 404);
  assert.equal((await api.correlateMessage({ name: 'life-reply', correlationKey: 'R-1', variables: { answer: 'yes' } })).processInstanceKey, key);
  assert.equal((await api.searchCorrelatedMessageSubscriptions({ filter: { processInstanceKey: key } }, now)).items.length, 1);
  await api.broadcastSignal({ signalName: 'life-bell' });
  assert.equal((await api.getProcessInstance({ processInstanceKey: key }, now)).state, 'COMPLETED');
  await api.publishMessage({ name: 'life-later', correlationKey: 'R-9', timeToLive: 60_000, messageId: 'one' });
  await refused(api.publishMessage({ name: 'life-later', correlationKey: 'R-9', timeToLive: 60_000, messageId: 'one' }), 409, /already/);
};

steps['shows what happened'] = async () => {
  const elements = await api.searchElementInstances({ filter: { processInstanceKey: key } }, now);
  assert.ok(elements.items.some((one) => one.type === 'BUSINESS_RULE_TASK' && one.state === 'COMPLETED'));
  await api.getElementInstance({ elementInstanceKey: elements.items.at(-1).elementInstanceKey }, now);
  const variables = await api.searchVariables({ filter: { processInstanceKey: key } }, now);
  const long = variables.items.find((one) => one.name === 'long');
  assert.equal(long.isTruncated, true);
  assert.equal(JSON.parse((await api.getVariable({ variableKey: long.variableKey }, now)).value).length, 9000);
  assert.equal(variables.items.find((one) => one.name === 'route').value, '"urgent"');
  const flows = await api.getProcessInstanceSequenceFlows({ processInstanceKey: key }, now);
  assert.ok(flows.items.some((one) => one.elementId === 'f6'));
  assert.equal((await api.getProcessInstanceStatistics({ processInstanceKey: key }, now)).items.find((one) => one.elementId === 'review').completed, 1);
  assert.ok((await api.getProcessDefinitionStatistics({ processDefinitionKey: life.processDefinitionKey }, now)).items.length > 5);
  assert.equal((await api.getProcessInstanceCallHierarchy({ processInstanceKey: key }, now)).length, 1);
};

steps['decides'] = async () => {
  const [definition] = (await api.searchDecisionDefinitions({ filter: { decisionDefinitionId: 'lifeRoute' } }, now)).items;
  await api.getDecisionDefinition({ decisionDefinitionKey: definition.decisionDefinitionKey }, now);
  assert.match(await api.getDecisionDefinitionXml({ decisionDefinitionKey: definition.decisionDefinitionKey }, now), /lifeRoute/);
  const [requirements] = (await api.searchDecisionRequirements({ filter: { decisionRequirementsKey: definition.decisionRequirementsKey } }, now)).items;
  await api.getDecisionRequirements({ decisionRequirementsKey: requirements.decisionRequirementsKey }, now);
  await api.getDecisionRequirementsXml({ decisionRequirementsKey: requirements.decisionRequirementsKey }, now);
  const result = await api.evaluateDecision({ decisionDefinitionId: 'lifeRoute', variables: { level: 3 } });
  assert.equal(result.output, '"plain"');
  assert.equal(result.evaluatedDecisions[0].matchedRules[0].ruleId, 'low');
  const [made] = (await api.searchDecisionInstances({ filter: { processInstanceKey: key } }, now)).items;
  await api.getDecisionInstance({ decisionEvaluationInstanceKey: made.decisionEvaluationInstanceKey }, now);
};

steps['modifies and migrates'] = async () => {
  const { processInstanceKey } = await api.createProcessInstance({ processDefinitionId: 'life', variables: { reference: 'R-3', level: 1 } });
  const second = await api.createDeployment({ resources: [file('life-1.bpmn', 'life-1.bpmn', (text) => text.replace('name="Review"', 'name="Review again"'))] });
  const target = second.deployments[0].processDefinition.processDefinitionKey;
  const ids = ['start', 'check', 'refused', 'decide', 'review', 'reply', 'bell'];
  await api.migrateProcessInstance({ processInstanceKey, targetProcessDefinitionKey: target, mappingInstructions: ids.filter((id) => id !== 'start').map((id) => ({ sourceElementId: id, targetElementId: id })) });
  assert.equal((await api.getProcessInstance({ processInstanceKey }, now)).processDefinitionVersion, 2);
  const [check] = (await api.searchElementInstances({ filter: { processInstanceKey, elementId: 'check', state: 'ACTIVE' } }, now)).items;
  await api.modifyProcessInstance({ processInstanceKey, activateInstructions: [{ elementId: 'review' }], terminateInstructions: [{ elementInstanceKey: check.elementInstanceKey }] });
  assert.equal((await api.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }, now)).items[0].name, 'Review again');
  await api.createElementInstanceVariables({ elementInstanceKey: processInstanceKey, variables: { level: 2 } });
  await refused(other.cancelProcessInstance({ processInstanceKey }), 404);
  await api.cancelProcessInstance({ processInstanceKey });
  assert.equal((await api.getProcessInstance({ processInstanceKey }, now)).state, 'TERMINATED');
};

async function settled(batchOperationKey) {
  for (let tries = 0; ; tries++) {
    const batch = await api.getBatchOperation({ batchOperationKey }, now);
    if (batch.state === 'COMPLETED') return batch;
    assert.ok(tries < 600, `batch ${batchOperationKey} is still ${batch.state}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

steps['does one operation on many'] = async () => {
  const keys = [];
  for (let i = 0; i < 5; i++) keys.push((await api.createProcessInstance({ processDefinitionKey: life.processDefinitionKey, variables: { reference: `B-${i}`, level: 1 } })).processInstanceKey);
  const filter = { processInstanceKey: { $in: keys } };
  const [target] = (await api.searchProcessDefinitions({ filter: { processDefinitionId: 'life', isLatestVersion: true } }, now)).items;
  await refused(api.cancelProcessInstancesBatchOperation({ filter: {} }), 400, /filter/);
  const plan = { targetProcessDefinitionKey: target.processDefinitionKey, mappingInstructions: ['check'].map((id) => ({ sourceElementId: id, targetElementId: id })) };
  const migration = await api.migrateProcessInstancesBatchOperation({ filter, migrationPlan: plan });
  assert.equal(migration.batchOperationType, 'MIGRATE_PROCESS_INSTANCE');
  const migrated = await settled(migration.batchOperationKey);
  assert.deepEqual([migrated.operationsTotalCount, migrated.operationsCompletedCount, migrated.operationsFailedCount], [5, 5, 0]);
  assert.equal((await api.getProcessInstance({ processInstanceKey: keys[3] }, now)).processDefinitionVersion, 2);
  await refused(other.getBatchOperation({ batchOperationKey: migration.batchOperationKey }, now), 404);
  await refused(other.cancelBatchOperation({ batchOperationKey: migration.batchOperationKey }), 404);
  await refused(api.suspendBatchOperation({ batchOperationKey: migration.batchOperationKey }), 409);
  await refused(api.resumeBatchOperation({ batchOperationKey: migration.batchOperationKey }), 409);
  await refused(api.cancelBatchOperation({ batchOperationKey: migration.batchOperationKey }), 409, /ended/);

  const jobs = (await api.activateJobs({ type: 'life-check', timeout: 60_000, maxJobsToActivate: 5 })).jobs.filter((job) => keys.includes(job.processInstanceKey)).slice(0, 2);
  assert.equal(jobs.length, 2);
  for (const job of jobs) await api.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: 'Shut again.' });
  await settled((await api.resolveProcessInstanceIncidents({ processInstanceKey: jobs[0].processInstanceKey })).batchOperationKey);
  const resolution = await settled((await api.resolveIncidentsBatchOperation({ filter })).batchOperationKey);
  assert.equal(resolution.operationsCompletedCount, 1);
  assert.equal((await api.searchProcessInstances({ filter: { ...filter, hasIncident: true } }, now)).items.length, 0);

  await settled((await api.modifyProcessInstancesBatchOperation({ filter, moveInstructions: [{ sourceElementId: 'check', targetElementId: 'review' }] })).batchOperationKey);
  assert.equal((await api.searchUserTasks({ filter: { processInstanceKey: keys[4], state: 'CREATED' } }, now)).items.length, 1);
  const strangers = await other.cancelProcessInstancesBatchOperation({ filter });
  assert.equal((await other.getBatchOperation({ batchOperationKey: strangers.batchOperationKey }, now)).operationsTotalCount, 0);
  assert.equal((await api.getProcessInstance({ processInstanceKey: keys[0] }, now)).state, 'ACTIVE');
  const cancellation = await settled((await api.cancelProcessInstancesBatchOperation({ filter })).batchOperationKey);
  assert.equal(cancellation.operationsCompletedCount, 5);
  assert.equal((await api.getProcessInstance({ processInstanceKey: keys[0] }, now)).state, 'TERMINATED');

  const batches = await api.searchBatchOperations({ filter: { state: 'COMPLETED' }, sort: [{ field: 'startDate', order: 'DESC' }] }, now);
  assert.equal(batches.items[0].batchOperationKey, cancellation.batchOperationKey);
  const items = await api.searchBatchOperationItems({ filter: { batchOperationKey: migration.batchOperationKey, state: 'COMPLETED' } }, now);
  assert.deepEqual(items.items.map((one) => one.processInstanceKey), keys);
};

steps['pages through everything it has'] = async () => {
  for (let i = 0; i < 5; i++) await api.createProcessInstance({ processDefinitionId: 'quick', variables: { number: i }, awaitCompletion: true });
  const lists = {
    searchProcessInstances: 'processInstanceKey', searchElementInstances: 'elementInstanceKey', searchVariables: 'variableKey', searchUserTasks: 'userTaskKey',
    searchJobs: 'jobKey', searchIncidents: 'incidentKey', searchProcessDefinitions: 'processDefinitionKey', searchDecisionDefinitions: 'decisionDefinitionKey',
    searchDecisionRequirements: 'decisionRequirementsKey', searchDecisionInstances: 'decisionEvaluationInstanceKey', searchMessageSubscriptions: 'messageSubscriptionKey',
    searchBatchOperations: 'batchOperationKey',
  };
  for (const [list, id] of Object.entries(lists)) {
    const whole = (await api[list]({ page: { limit: 1000 } }, now)).items.map((one) => one[id]);
    const paged = [];
    for (let after; ;) {
      const page = await api[list]({ page: after ? { after, limit: 3 } : { limit: 3 } }, now);
      paged.push(...page.items.map((one) => one[id]));
      if (page.items.length < 3) break;
      after = page.page.endCursor;
    }
    assert.deepEqual(paged, whole, list);
    assert.ok(whole.length > 0, list);
  }
  const backwards = await api.searchProcessInstances({ sort: [{ field: 'startDate', order: 'DESC' }], page: { limit: 2 } }, now);
  const next = await api.searchProcessInstances({ sort: [{ field: 'startDate', order: 'DESC' }], page: { limit: 2, after: backwards.page.endCursor } }, now);
  const again = await api.searchProcessInstances({ sort: [{ field: 'startDate', order: 'DESC' }], page: { limit: 2, before: next.page.startCursor } }, now);
  assert.deepEqual(again.items, backwards.items);
  const found = await api.searchProcessInstances({ filter: { variables: [{ name: 'doubled', value: '8' }], processDefinitionId: { $like: 'qui*' }, state: { $in: ['COMPLETED'] } } }, now);
  assert.equal(found.items.length, 1);
  assert.ok(!(await other.searchProcessInstances({ page: { limit: 1000 } }, now)).items.some((one) => one.processInstanceKey === key));
  await refused(api.searchProcessInstances({ page: { after: 'bm9uc2Vuc2U=' } }, now), 400, /cursor/);
};

steps['says what it does not offer'] = async () => {
  await refused(api.searchTenants({}, now), 501, /directory/);
  await refused(api.searchAuditLogs({}, now), 501, /timeline/);
  await refused(api.getGlobalJobStatistics({ from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }, now), 501, /oversight/);
  await refused(api.deleteProcessInstancesBatchOperation({ filter: {} }), 501, /retention/);
  await refused(api.pinClock({ timestamp: 1 }), 501, /clocks/);
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${error.stack ?? error} ${JSON.stringify({ ...error }, (_, value) => (typeof value === "bigint" ? `${value}` : value)).slice(0, 1500)}`);
    process.exitCode = 1;
    break;
  }
}
if (!process.exitCode) console.log(`operations ${[...used].sort().join(' ')}`);
process.exit();
