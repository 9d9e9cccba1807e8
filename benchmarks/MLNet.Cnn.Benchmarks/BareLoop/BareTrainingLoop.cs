// The bare training loop that this library is measured against, taken as it is: networks, steps and optimizers are unchanged, only the
// program around them was left out, and Peak.CL, which it calls, was supplied. Not an example of this project's style.
#nullable disable
#pragma warning disable
using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MLNet.Cnn.Benchmarks.BareLoop;

public sealed class Net {
  public bool CL, BF, CLW; public string Name;
  public List<Tensor> P=new(); public List<Tensor> Buf=new();
  public Func<Tensor,bool,Tensor> Fwd; public double Flops; public bool Count; public long[] InShape; // NHWC or flat, without batch
  public Tensor NewP(double std,params long[] s){ var t=torch.randn(s).mul_(std); if(CLW&&s.Length==4){ var c=Peak.CL(t); t.Dispose(); t=c; } Tensor p=new TorchSharp.Modules.Parameter(t).DetachFromDisposeScope(); P.Add(p); return p; }
  public Tensor Const(double v,long n){ var t=torch.full(new long[]{n},v); Tensor p=new TorchSharp.Modules.Parameter(t).DetachFromDisposeScope(); P.Add(p); return p; }
  public Tensor BufT(double v,long n){ var t=torch.full(new long[]{n},v).DetachFromDisposeScope(); Buf.Add(t); return t; }
  public Func<Tensor,Tensor> Conv(int ci,int co,int k,int stride=1,int pad=0,bool bias=false){
    var w=NewP(Math.Sqrt(2.0/(ci*k*k)),co,ci,k,k); var b=bias?Const(0,co):null; var st=new long[]{stride,stride}; var pd=new long[]{pad,pad};
    return x=>{ var ww=BF?w.to(ScalarType.BFloat16):w; var bb=b is null?null:(BF?b.to(ScalarType.BFloat16):b); var y=F.conv2d(x,ww,bb,st,pd);
      if(Count) Flops+=2.0*y.shape[0]*y.shape[1]*y.shape[2]*y.shape[3]*ci*k*k; return y; };
  }
  public Func<Tensor,Tensor> Lin(int ci,int co){
    var w=NewP(Math.Sqrt(2.0/ci),co,ci); var b=Const(0,co);
    return x=>{ if(Count) Flops+=2.0*x.shape[0]*ci*co; return BF?F.linear(x,w.to(ScalarType.BFloat16),b.to(ScalarType.BFloat16)):F.linear(x,w,b); };
  }
  public Func<Tensor,bool,Tensor> BN(int c){
    var g=Const(1,c); var b=Const(0,c); var rm=BufT(0,c); var rv=BufT(1,c);
    return (x,tr)=>F.batch_norm(x,rm,rv,g,b,tr,0.01,1e-3);
  }
  public static Net Make(string name,bool cl,bool bf,bool clw=false){
    torch.manual_seed(1); var n=new Net{CL=cl,BF=bf,CLW=clw,Name=name};
    switch(name){
      case "fc": { n.InShape=new long[]{784}; var l1=n.Lin(784,256); var l2=n.Lin(256,256); var l3=n.Lin(256,256); var l4=n.Lin(256,10);
        n.Fwd=(x,t)=>l4(l3(l2(l1(x).relu_()).relu_()).relu_()); break; }
      case "lenet": { n.InShape=new long[]{28,28,1}; var c1=n.Conv(1,6,3,bias:true); var b1=n.BN(6); var c2=n.Conv(6,16,3,bias:true); var b2=n.BN(16); var d1=n.Lin(400,120); var d2=n.Lin(120,84); var d3=n.Lin(84,10);
        n.Fwd=(x,t)=>{ x=b1(c1(x),t); x=F.max_pool2d(x,2).relu_(); x=b2(c2(x),t); x=F.max_pool2d(x,2).relu_(); x=x.flatten(1); return d3(d2(d1(x).relu_()).relu_()); }; break; }
      case "lenetpad8": case "lenetpad16": { int q=name=="lenetpad8"?8:16; n.InShape=new long[]{28,28,1}; var c1=n.Conv(1,q,3,bias:true); var b1=n.BN(q); var c2=n.Conv(q,16,3,bias:true); var b2=n.BN(16); var d1=n.Lin(400,120); var d2=n.Lin(120,84); var d3=n.Lin(84,10);
        n.Fwd=(x,t)=>{ x=b1(c1(x),t); x=F.max_pool2d(x,2).relu_(); x=b2(c2(x),t); x=F.max_pool2d(x,2).relu_(); x=x.flatten(1); return d3(d2(d1(x).relu_()).relu_()); }; break; }
      case "resnet18": { n.InShape=new long[]{32,32,3}; var c0=n.Conv(3,64,3,1,1); var b0=n.BN(64); var blocks=new List<Func<Tensor,bool,Tensor>>(); int ci=64;
        foreach(var (co,s) in new[]{(64,1),(64,1),(128,2),(128,1),(256,2),(256,1),(512,2),(512,1)}){ var a=n.Conv(ci,co,3,s,1); var ba=n.BN(co); var b=n.Conv(co,co,3,1,1); var bb=n.BN(co); Func<Tensor,Tensor> sc=null; Func<Tensor,bool,Tensor> bs=null; if(s!=1||ci!=co){ sc=n.Conv(ci,co,1,s,0); bs=n.BN(co);} ci=co;
          blocks.Add((x,t)=>{ var y=ba(a(x),t).relu_(); y=bb(b(y),t); var r=sc is null?x:bs(sc(x),t); return y.add_(r).relu_(); }); }
        var fc=n.Lin(512,10); n.Fwd=(x,t)=>{ x=b0(c0(x),t).relu_(); foreach(var b in blocks) x=b(x,t); x=x.mean(new long[]{2,3}); return fc(x); }; break; }
      case "vgg13": { n.InShape=new long[]{32,32,3}; var ls=new List<Func<Tensor,bool,Tensor>>(); int ci=3;
        foreach(var co in new[]{64,64,0,128,128,0,256,256,0,512,512,0,512,512,0}){ if(co==0){ ls.Add((x,t)=>F.max_pool2d(x,2)); continue; } var c=n.Conv(ci,co,3,1,1); var b=n.BN(co); ci=co; ls.Add((x,t)=>b(c(x),t).relu_()); }
        var d1=n.Lin(512,512); var d2=n.Lin(512,512); var d3=n.Lin(512,10); n.Fwd=(x,t)=>{ foreach(var l in ls) x=l(x,t); x=x.flatten(1); return d3(d2(d1(x).relu_()).relu_()); }; break; }
      case "densenet40": { n.InShape=new long[]{32,32,3}; int k=12; int ci=24; var c0=n.Conv(3,24,3,1,1); var ls=new List<Func<Tensor,bool,Tensor>>();
        for(int blk=0;blk<3;blk++){ for(int i=0;i<6;i++){ var b1=n.BN(ci); var c1=n.Conv(ci,4*k,1); var b2=n.BN(4*k); var c2=n.Conv(4*k,k,3,1,1); ls.Add((x,t)=>{ var y=c1(b1(x,t).relu_()); y=c2(b2(y,t).relu_()); return torch.cat(new List<Tensor>{x,y},1); }); ci+=k; }
          if(blk<2){ var b=n.BN(ci); var c=n.Conv(ci,ci/2,1); ci/=2; ls.Add((x,t)=>F.avg_pool2d(c(b(x,t).relu_()),2)); } }
        var bl=n.BN(ci); var fc=n.Lin(ci,10); n.Fwd=(x,t)=>{ x=c0(x); foreach(var l in ls) x=l(x,t); x=bl(x,t).relu_().mean(new long[]{2,3}); return fc(x); }; break; }
    }
    return n;
  }
  public Tensor Input(Tensor nhwc){ // NHWC (or flat) fp32 -> network input
    Tensor x=nhwc; if(InShape.Length==3){ if(!CL && InShape[2]==1) x=x.view(x.shape[0],1,InShape[0],InShape[1]); else { x=x.permute(0,3,1,2); if(!CL) x=x.contiguous(); } }
    if(BF) x=x.to(ScalarType.BFloat16); return x; }
}
public abstract class Opt { public abstract void Step(List<Tensor> p); public virtual void Zero(List<Tensor> p){ foreach(var t in p) t.grad=null; } 
  static jit.CompilationUnit cu;
  public static jit.CompilationUnit CU => cu??=torch.jit.compile(@"
def fused_sgd(p: List[Tensor], g: List[Tensor], m: List[Tensor], lr: float, mom: float):
    torch._fused_sgd_(p, g, m, weight_decay=0.0, momentum=mom, lr=lr, dampening=0.0, nesterov=False, maximize=False, is_first_step=False)
def foreach_sgd(p: List[Tensor], g: List[Tensor], m: List[Tensor], lr: float, mom: float):
    torch._foreach_mul_(m, mom)
    torch._foreach_add_(m, g, alpha=1.0)
    torch._foreach_add_(p, m, alpha=-lr)
def fused_adam(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], mx: List[Tensor], st: List[Tensor], lr: float):
    torch._foreach_add_(st, 1.0)
    torch._fused_adam_(p, g, m, v, mx, st, lr=lr, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-7, amsgrad=False, maximize=False)
");
  public static Opt Make(string s,List<Tensor> p)=>s switch{ "none"=>new NoOpt(), "ts-sgd"=>new TsOpt(p,false), "ts-adam"=>new TsOpt(p,true), "fused-sgd"=>new JitSgd(p,"fused_sgd"), "foreach-sgd"=>new JitSgd(p,"foreach_sgd"), "fused-adam"=>new JitAdam(p), "flat-sgd"=>new Flat(p,false), "flat-adam"=>new Flat(p,true), _=>throw new Exception(s) };
}
public class NoOpt:Opt{ public override void Step(List<Tensor> p){} }
public class TsOpt:Opt{ TorchSharp.Modules.OptimizerHelper o; public TsOpt(List<Tensor> p,bool adam){ var q=p.Select(t=>(TorchSharp.Modules.Parameter)t).ToList(); pars=q; o=adam?torch.optim.Adam(q,1e-3):torch.optim.SGD(q,0.01,momentum:0.9); }
  public List<TorchSharp.Modules.Parameter> pars; public override void Step(List<Tensor> p)=>o.step(); public override void Zero(List<Tensor> p)=>o.zero_grad(); }
public class JitSgd:Opt{ Tensor[] p,m; string fn; public JitSgd(List<Tensor> pp,string f){ fn=f; p=pp.ToArray(); m=p.Select(t=>torch.zeros_like(t,requires_grad:false).DetachFromDisposeScope()).ToArray(); }
  public override void Step(List<Tensor> pl){ using var ng=torch.no_grad(); var g=new Tensor[p.Length]; for(int i=0;i<g.Length;i++) g[i]=p[i].grad; Opt.CU.invoke(fn,p,g,m,0.01,0.9); } }
public class JitAdam:Opt{ Tensor[] p,m,v,st,mx=new Tensor[0]; public JitAdam(List<Tensor> pp){ p=pp.ToArray(); m=p.Select(t=>torch.zeros_like(t,requires_grad:false).DetachFromDisposeScope()).ToArray(); v=p.Select(t=>torch.zeros_like(t,requires_grad:false).DetachFromDisposeScope()).ToArray(); st=p.Select(t=>torch.zeros(Array.Empty<long>()).DetachFromDisposeScope()).ToArray(); }
  public override void Step(List<Tensor> pl){ using var ng=torch.no_grad(); var g=new Tensor[p.Length]; for(int i=0;i<g.Length;i++) g[i]=p[i].grad; Opt.CU.invoke("fused_adam",p,g,m,v,mx,st,0.001); } }
public class Flat:Opt{ Tensor fp,fg,fm,fv; bool adam; int t; public Flat(List<Tensor> p,bool ad){ adam=ad; using var ng=torch.no_grad(); long n=p.Sum(q=>q.numel()); fp=torch.zeros(n).DetachFromDisposeScope(); fg=torch.zeros(n).DetachFromDisposeScope(); fm=torch.zeros(n).DetachFromDisposeScope(); if(ad) fv=torch.zeros(n).DetachFromDisposeScope(); long o=0;
    for(int i=0;i<p.Count;i++){ long k=p[i].numel(); var v=fp.narrow(0,o,k).as_strided(p[i].shape,p[i].stride(),o); v.copy_(p[i]); p[i].set_(v); p[i].grad=fg.as_strided(p[i].shape,p[i].stride(),o).DetachFromDisposeScope(); o+=k; } }
  public override void Step(List<Tensor> p){ using var ng=torch.no_grad(); t++; if(!adam){ fm.mul_(0.9).add_(fg); fp.add_(fm,alpha:-0.01);} else { fm.mul_(0.9).add_(fg,alpha:0.1); fv.mul_(0.999).addcmul_(fg,fg,value:0.001); var d=fv.sqrt().mul_(1/Math.Sqrt(1-Math.Pow(0.999,t))).add_(1e-7); fp.addcdiv_(fm,d,value:-1e-3/(1-Math.Pow(0.9,t))); } }
  public override void Zero(List<Tensor> p)=>fg.zero_(); }

public sealed class Variant { public string Label; public Net N; public Opt O; public int Batch; public List<double> T=new(),Fw=new(),Bw=new(),Op=new(),Noise=new(); public double Alloc; public int Gcs; public Tensor[] X; public Tensor[] Y; int it; public float LastLoss;
  public double F0,B0,O0;
  public void Step(){ using var sc=torch.NewDisposeScope(); long a=Stopwatch.GetTimestamp(); O.Zero(N.P); var x=N.Input(X[it%X.Length]); var y=N.Fwd(x,true); if(N.BF) y=y.to(ScalarType.Float32); var l=F.cross_entropy(y,Y[it%Y.Length]); long b=Stopwatch.GetTimestamp(); l.backward(); long c=Stopwatch.GetTimestamp(); O.Step(N.P); long d=Stopwatch.GetTimestamp(); it++; double f=Stopwatch.Frequency; F0+=(b-a)/f; B0+=(c-b)/f; O0+=(d-c)/f; if(it%10==1) LastLoss=l.item<float>(); } }

public static class Peak {
  // A copy with channels_last strides; only for weights, which the compared variants keep in NCHW.
  public static Tensor CL(Tensor t){ using var s=torch.NewDisposeScope(); return t.permute(0,2,3,1).contiguous().permute(0,3,1,2).MoveToOuterDisposeScope(); }
}
