/**
 * The one-page summary of a run: a self-contained HTML page, drawn from plain records.
 *
 * <p>{@link io.spillway.reports.page.Story} is what the page is told, {@link io.spillway.reports.page.StoryPage}
 * writes it. Amounts are exact; only positions on the drawing use double.
 */
package io.spillway.reports.page;
