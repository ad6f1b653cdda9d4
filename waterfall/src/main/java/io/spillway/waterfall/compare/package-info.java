/** The same cascade under other rules, side by side and off the books. */
package io.spillway.waterfall.compare;
