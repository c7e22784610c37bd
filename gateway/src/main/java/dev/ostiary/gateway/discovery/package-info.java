/**
 * Answers that the gateway gives by itself: the control plane's lists of models and profiles, narrowed to what an app
 * may use, and {@code whoami}. Imports {@code refusal}, {@code store}, {@code identity}, {@code offering},
 * {@code route} and {@code authorization}.
 */
@NullMarked
package dev.ostiary.gateway.discovery;

import org.jspecify.annotations.NullMarked;
