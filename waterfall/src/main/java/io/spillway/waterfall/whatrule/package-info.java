/** The same cascade run again under other rules, off the books (docs/methods/what-rule.md). */
package io.spillway.waterfall.whatrule;
