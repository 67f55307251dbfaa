// tries: have javac run a class of the submission as an annotation processor
// layer: launcher
// profile: compiler
// compiles: 2
// beside: META-INF/services/javax.annotation.processing.Processor=Main
// limits: cpu=15000 wall=60000
// expect: exited 0

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

@SupportedAnnotationTypes("*")
public class Main extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        System.err.println("ESCAPED: runs within the compiler");
        return false;
    }

    public static void main(String[] args) {
        System.out.println("never judged");
    }
}
