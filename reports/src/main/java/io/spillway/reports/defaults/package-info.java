/** The workbook "Default management pack", for operations, when a member is in default and for drills. */
package io.spillway.reports.defaults;
