/** Reads what {@code what-rule} runs again: closed days and drill cases. Stores nothing. */
package io.spillway.batch.whatrule;
