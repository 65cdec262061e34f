// Seeded faults: a rule off, a check removed, a bound lifted. Each has to be caught by the test that is named after the rule.
import { PHONE_FAULTS } from './phone-faults.mjs'
import { SERVER_FAULTS } from './server-faults.mjs'

/**
 * @typedef {object} Fault
 * @property {string} what the fault, as a sentence
 * @property {string} file
 * @property {string} find stands there exactly once
 * @property {string} replace
 * @property {string} in the test file that has to notice
 * @property {string} by part of the name of the test that has to fail
 */

/** @type {readonly Fault[]} */
export const FAULTS = [...SERVER_FAULTS, ...PHONE_FAULTS]
