/** Timers of event loops for deadlines of seconds: cheap to set and to cancel, a tenth of a second late. Imports no other room. */
@NullMarked
package dev.ostiary.gateway.timing;

import org.jspecify.annotations.NullMarked;
