package com.acme;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Deploys a web application in Tomcat several times, and prints how many class loaders live. */
public final class RedeployMain {

  /** How often it is deployed. */
  public static final int DEPLOYMENTS = 5;

  /** Requests to each deployment; each key is asked for twice. */
  public static final int REQUESTS = 6;

  private RedeployMain() {}

  /**
   * Runs the program.
   *
   * @param arguments the folder for Tomcat's files, and that of the web application
   */
  public static void main(String[] arguments) throws Exception {
    var tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    tomcat.setPort(0);
    tomcat.start();
    var port = tomcat.getConnector().getLocalPort();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    Context deployed = null;
    for (int i = 0; i < DEPLOYMENTS; i++) {
      undeploy(deployed);
      deployed = deploy(tomcat, arguments[1]);
      loaders.add(new WeakReference<>(deployed.getLoader().getClassLoader()));
      for (int request = 0; request < REQUESTS; request++) {
        var url = "http://127.0.0.1:" + port + "/app/s?" + request % (REQUESTS / 2);
        try (var answer = URI.create(url).toURL().openStream()) {
          answer.readAllBytes();
        }
      }
    }
    System.out.println("class loaders: " + alive(loaders));
    System.exit(0); // Tomcat's threads would keep the JVM alive
  }

  private static Context deploy(Tomcat tomcat, String folder) {
    var context = tomcat.addContext("/app", folder);
    Tomcat.addServlet(context, "servlet", "com.acme.CachedServlet").addMapping("/s");
    return context;
  }

  private static void undeploy(Context context) throws LifecycleException {
    if (context != null) {
      context.stop();
      context.destroy();
    }
  }

  /** Collects garbage until only the deployed application's loader is left, or for some seconds. */
  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    long alive = loaders.size();
    while (alive > 1 && System.nanoTime() - end < 0) {
      System.gc();
      alive = loaders.stream().filter(loader -> loader.get() != null).count();
    }
    return alive;
  }
}
