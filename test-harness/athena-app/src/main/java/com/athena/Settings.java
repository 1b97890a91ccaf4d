package com.athena;

import com.athena.ai.ModelEndpoint;
import com.athena.stub.FailureMode;
import com.athena.stub.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be set from outside; an empty endpoint means the service starts its own stub. */
record Settings(
    int port,
    List<String> models,
    Optional<ModelEndpoint> endpoint,
    Latency stubLatency,
    FailureMode stubFailures,
    Duration breakerReset,
    Duration analysisTimeToLive) {}
