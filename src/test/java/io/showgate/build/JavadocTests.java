package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every type says in its Javadoc what it is; so does every package, if it has a {@code package-info.java}. */
class JavadocTests {

    @Test
    void everyTopLevelTypeAndPackageIsDescribed() throws IOException {
        assertThat(undescribed(sources())).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(10);
            return sources;
        }
    }

    private static List<String> undescribed(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            var docs = DocTrees.instance(task);
            var undescribed = new ArrayList<String>();
            for (var unit : task.parse()) {
                if (!isDescribed(unit, docs)) {
                    undescribed.add(unit.getSourceFile().getName());
                }
            }
            return undescribed;
        }
    }

    private static boolean isDescribed(CompilationUnitTree unit, DocTrees docs) {
        var root = new TreePath(unit);
        return unit.getTypeDecls().isEmpty()
                ? docs.getDocComment(new TreePath(root, unit.getPackage())) != null
                : unit.getTypeDecls().stream().allMatch(type -> docs.getDocComment(new TreePath(root, type)) != null);
    }
}
