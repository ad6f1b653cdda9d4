/** How large the insurance fund must be: the cascade under many scenarios, and what their losses say (section 7). */
package io.spillway.waterfall.sizing;
