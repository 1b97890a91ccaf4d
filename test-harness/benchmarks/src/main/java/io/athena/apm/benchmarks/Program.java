package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.EmptyProgram;
import io.athena.apm.benchmarks.program.LibraryProgram;
import io.athena.apm.benchmarks.program.LoadProgram;
import io.athena.apm.benchmarks.program.SeriesProgram;
import io.athena.apm.benchmarks.program.SleepingProgram;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What is started. */
enum Program {
  EMPTY("empty", EmptyProgram.class),
  LIBRARIES("libraries", LibraryProgram.class),
  SLEEPING("sleeping", SleepingProgram.class),
  LOAD("load", LoadProgram.class),
  SERIES("series", SeriesProgram.class);

  private final String label;
  private final Class<?> main;

  Program(String label, Class<?> main) {
    this.label = label;
    this.main = main;
  }

  String mainClass() {
    return main.getName();
  }

  String classPath(Workspace workspace) {
    List<Path> jars =
        switch (this) {
          case LIBRARIES -> workspace.withLibraries();
          case LOAD, SERIES -> workspace.withApi();
          default -> workspace.ownJar();
        };
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String toString() {
    return label;
  }
}
