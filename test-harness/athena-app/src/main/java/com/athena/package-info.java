/** The sample service: its start, its settings, and how its parts are put together. */
package com.athena;
